"""The frozen values that pass from one step of the work to the next. Nothing here reads, draws or decides."""
