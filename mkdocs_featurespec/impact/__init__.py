"""What a change touches: two catalogs compared, and which feature depends on which, and why."""
