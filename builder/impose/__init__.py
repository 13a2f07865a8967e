"""Imposition: pages of any PDF on larger paper, as vectors, front and back in register (`builder.impose.run`)."""
