"""What the plugin would show, as files for hosts that run no plugin."""
