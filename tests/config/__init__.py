"""What holds for the whole application: access, security, settings."""
