"""The text of a new feature page, and where in the site it belongs."""
