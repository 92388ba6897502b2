"""Action sheets (fiches action) that print on one page: what they say, in PDF and in Word."""
