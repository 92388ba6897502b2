"""Forms filled away from the network: made as PDF, XLSX and ODS, read again, keyed in from paper."""
