"""Markdown as Python-Markdown reads it: blocks, headings, ids, each with its place."""
