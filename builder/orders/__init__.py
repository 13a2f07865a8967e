"""Orders: from a clinic's list to print-ready files, and to paper that tells the people packing what goes where."""
