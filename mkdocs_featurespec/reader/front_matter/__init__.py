"""Front matter as MkDocs splits it, its YAML with places, and what is wrong with it."""
