"""Documents with tables that have no full grid, and documents without tables: made up, printed, and their truth."""
