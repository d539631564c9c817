"""The way in for a team that has pages: what they have in common, as a template and a schema."""
