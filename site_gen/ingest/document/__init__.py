"""Word and PDF read, by libraries of the extra `documents`. Pure."""
