"""One module a command: what it can be asked, and the few lines that do it."""
