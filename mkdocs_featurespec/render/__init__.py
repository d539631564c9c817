"""The catalog as what people and tools read: index pages and JSON."""
