//! Drawn tables as reports print them, and what must hold for any drawing.
