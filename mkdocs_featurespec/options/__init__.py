"""What the options may hold, each kind read in a module of its own."""
