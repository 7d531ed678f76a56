"""ui shows: the command line and the pages. Parse, one call into `assistant`, render."""
