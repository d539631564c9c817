"""A feature page's text, read: front matter, blocks, headings, entities, each with its place."""
