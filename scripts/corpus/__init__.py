"""Makes reports of which every printed value is known: forms, figures, prose, layouts, damage, truth."""
