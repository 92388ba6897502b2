"""The territory: communes, EPCI, libraries and groups of libraries, read from open data with their quality."""
