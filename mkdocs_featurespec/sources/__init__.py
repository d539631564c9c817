"""What an application itself says of its endpoints and tables, read as plain values."""
