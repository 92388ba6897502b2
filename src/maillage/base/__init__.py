"""What every room stands on. Knows nothing of libraries, money or calendars of a département."""
