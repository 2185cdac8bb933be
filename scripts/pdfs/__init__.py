"""Reports with known truth as PDF pages: what is printed, how it is set, who prints it."""
