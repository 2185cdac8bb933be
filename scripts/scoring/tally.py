"""Adds up the scores of documents and prints them."""

from collections import Counter


class Tally:
    """The sum of the scores of some documents."""

    def __init__(self):
        self.counts = Counter()

    def add(self, score):
        """Add one document."""
        self.counts.update(score.counts)

    def rates(self, right, predicted, truth):
        """Precision, recall and F1 of three counts; 1 where nothing was to be found and nothing was."""
        counts = self.counts
        precision = counts[right] / counts[predicted] if counts[predicted] else 1.0
        recall = counts[right] / counts[truth] if counts[truth] else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def share(self, right, whole):
        """A share in words, `-` where there is nothing to share."""
        return f"{self.counts[right] / self.counts[whole]:.4f}" if self.counts[whole] else "-"


def print_tallies(tallies, identity_fields):
    """The total in words, then a line for each layout, encoding and damage."""
    total = tallies["total"]
    counts = total.counts
    precision, recall, f1 = total.rates("right", "predicted", "truth")
    print(f"documents {counts['documents']} (in documents.csv {counts['documents_found']})")
    print(f"observations: precision {precision:.5f}  recall {recall:.5f}  F1 {f1:.5f}  of {counts['truth']}")
    precision, recall, f1 = total.rates("right_numbers", "predicted_numbers", "truth_numbers")
    print(f"numbers:      precision {precision:.5f}  recall {recall:.5f}  F1 {f1:.5f}  of {counts['truth_numbers']}")
    per = f", one in {counts['printed_numbers'] // counts['wrong']}" if counts["wrong"] else ""
    print(f"wrong values: {counts['wrong']} of {counts['printed_numbers']} numbers{per}; unresolved {counts['unresolved']}")
    print(f"units right:  {total.share('units_right', 'units')} of {counts['units']}")
    print("identity:     " + "  ".join(
        f"{name} {total.share('identity_right ' + name, 'identity ' + name)}" for name in [*identity_fields, "template"]))
    print(f"tables:       expected {counts['tables_expected']}, found {counts['tables_found']}, missed {counts['tables_missed']}, "
          f"false {counts['tables_false']}, of the right name {counts['tables_named']}")
    if counts["over_pages"]:
        print(f"over pages:   {counts['over_pages']} tables, joined exactly {counts['joined']} ({total.share('joined', 'over_pages')})")
    for words, suffix in (("cells:", ""), ("cells, blanks left out:", "_printed")):
        precision, recall, f1 = total.rates("cells_right" + suffix, "cells_found" + suffix, "cells_truth" + suffix)
        print(f"{words:<13} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  of {counts['cells_truth' + suffix]}")
    print(f"\n{'':34}{'docs':>6}{'P':>8}{'R':>8}{'F1':>8}{'num F1':>8}{'wrong':>7}{'tables':>8}{'false':>6}{'missed':>7}"
          f"{'cells':>7}{'agency':>8}{'region':>8}{'year':>7}{'form':>7}")
    for name in sorted(tallies, key=lambda name: (name != "total", name)):
        print_line(name, tallies[name])


def print_line(name, tally):
    """One group of documents on one line."""
    counts = tally.counts
    precision, recall, f1 = tally.rates("right", "predicted", "truth")
    numbers = tally.rates("right_numbers", "predicted_numbers", "truth_numbers")[2]
    cells = tally.rates("cells_right", "cells_found", "cells_truth")[2]
    identity = [tally.share("identity_right " + field, "identity " + field)[:6]
                for field in ("agency", "region_code", "year", "template")]
    print(f"{name:<34}{counts['documents']:>6}{precision:>8.4f}{recall:>8.4f}{f1:>8.4f}{numbers:>8.4f}{counts['wrong']:>7}"
          f"{counts['tables_expected']:>8}{counts['tables_false']:>6}{counts['tables_missed']:>7}{cells:>7.3f}"
          f"{identity[0]:>8}{identity[1]:>8}{identity[2]:>7}{identity[3]:>7}")
