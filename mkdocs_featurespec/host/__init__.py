"""What the plugin needs of MkDocs: its files, its navigation, its Markdown and its log."""
