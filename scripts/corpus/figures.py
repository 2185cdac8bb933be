"""The numbers of an agency over its years: they balance as the forms demand, until a publisher's error breaks them."""

from .forms import BASE_RESULT_ITEMS, CHANNELS, DISCLOSURE_2019, DISCLOSURE_2021, KINDS, MEASURES, OTHER_LEAVES, OUTCOMES
from .printing import shortest
from .statistics_form import MONEY_ITEMS, STATISTICS, measure_of

KIND_WEIGHTS = [70, 18, 3, 3, 4, 2]
RESULT_WEIGHTS = [30, 12, 1, 2, 1, 4, 2, 3, 5, 3, 16, 4, 2, 6, 3, 1, 1, 1, 4, 1, 2]


def small_count(random, mean):
    """A count around `mean`, often zero where the mean is small."""
    return max(0, int(random.expovariate(1 / mean))) if mean > 0 else 0


class AgencyFigures:
    """Simulates one agency: what one year leaves undone the next year begins with."""

    def __init__(self, random, size):
        self.random, self.size = random, size
        self.pending = {kind: small_count(random, size / 12) for kind in KINDS}
        self.in_force = {"regulations": small_count(random, size / 40), "normative_documents": small_count(random, size / 4)}

    def year(self, template):
        """All the numbers of one year: {table: {(item, measure): int or decimal string}}."""
        if template == "ogi-2014":
            return {"statistics": self.statistics()}
        requests, review = self.requests(), self.review()
        disclosure = self.disclosure_2021() if template == "ogi-2021" else self.disclosure_2019()
        return {"disclosure": disclosure, "requests": requests, "review_litigation": review}

    def requests(self):
        """The requests table; sums and the balance hold in every column and row."""
        random = self.random
        leaves = BASE_RESULT_ITEMS + [item for item, _ in OTHER_LEAVES]
        figures = {}
        for kind, weight in zip(KINDS, KIND_WEIGHTS):
            new = small_count(random, self.size * weight / 100)
            carried_in = self.pending[kind]
            carried_out = min(new + carried_in, small_count(random, (new + carried_in) / 12 + 0.05))
            done = new + carried_in - carried_out
            counts = dict.fromkeys(leaves, 0)
            for choice in random.choices(leaves, RESULT_WEIGHTS + [0] * (len(leaves) - len(RESULT_WEIGHTS)), k=min(done, 60)):
                counts[choice] += 1
            counts[random.choice(leaves[:3])] += max(0, done - 60)
            figures.update({(item, kind): count for item, count in counts.items()})
            figures.update({("received.new", kind): new, ("received.carried_in", kind): carried_in,
                            ("result.total", kind): done, ("carried_out", kind): carried_out})
            figures["result.other", kind] = sum(counts[item] for item, _ in OTHER_LEAVES)
            self.pending[kind] = carried_out
        for item in leaves + ["received.new", "received.carried_in", "result.total", "result.other", "carried_out"]:
            figures[item, "total"] = sum(figures[item, kind] for kind in KINDS)
        return figures

    def review(self):
        """Reviews and lawsuits; the total of each channel is the sum of its outcomes."""
        figures = {}
        for channel in CHANNELS:
            for outcome in OUTCOMES[:4]:
                figures[channel, outcome] = small_count(self.random, self.size / 60 + 0.3)
            figures[channel, "total"] = sum(figures[channel, outcome] for outcome in OUTCOMES[:4])
        return figures

    def disclosure_2021(self):
        """Rules in force follow from what was issued and repealed."""
        random, figures = self.random, {}
        for item, before in self.in_force.items():
            issued, repealed = small_count(random, before / 8 + 0.5), min(before, small_count(random, before / 12 + 0.3))
            self.in_force[item] = before + issued - repealed
            figures.update({(item, "issued"): issued, (item, "repealed"): repealed, (item, "in_force"): self.in_force[item]})
        for item, scale in (("licensing", 60), ("penalties", 12), ("coercion", 2)):
            figures[item, "decisions"] = small_count(random, self.size * scale)
        figures["fees", "amount"] = self.amount(self.size * 20)
        assert set(figures) == variables_of(DISCLOSURE_2021)
        return figures

    def disclosure_2019(self):
        """The older form counts projects and their change against the year before."""
        random, figures = self.random, {}
        for item in ("regulations", "normative_documents"):
            made = small_count(random, self.size / 10 + 0.3)
            figures.update({(item, "newly_made"): made, (item, "newly_disclosed"): max(0, made - random.choice([0, 0, 1])),
                            (item, "disclosed_total"): made + small_count(random, self.size / 2)})
        for item in ("licensing", "other_services", "penalties", "coercion", "fees"):
            figures[item, "items_last_year"] = small_count(random, self.size * 3)
            figures[item, "items_change"] = random.choice([0, 0, 1, 2, 3, -1, -2, -5, 12, -14, random.randrange(-40, 41)])
            if item != "fees":
                figures[item, "decisions"] = small_count(random, self.size * 15)
        figures["procurement", "procurement_projects"] = small_count(random, self.size / 5)
        figures["procurement", "procurement_amount"] = self.amount(self.size * 30)
        assert set(figures) == variables_of(DISCLOSURE_2019)
        return figures

    def amount(self, mean):
        """An amount in 万元 as a decimal string, at times zero."""
        if mean <= 0 or self.random.random() < 0.3:
            return "0"
        return shortest(f"{self.random.expovariate(1 / mean):.{self.random.choice([0, 1, 2, 2, 4])}f}")

    def statistics(self):
        """The form of 2014: parents are the sums of their numbered children."""
        figures = {}
        for _, item, _, _, _ in STATISTICS:
            if item is None:
                continue
            scale = 30 if item.startswith(("proactive", "channels")) else 0.7
            count = self.amount(self.size) if item in MONEY_ITEMS else small_count(self.random, self.size * scale)
            figures[item, measure_of(item)] = count
        for part, whole in PARTS.items():
            figures[part, "count"] = min(figures[part, "count"], figures[whole, "count"])
        for parent, children in CHILDREN.items():
            figures[parent, "count"] = sum(figures[child, "count"] for child in children)
        return figures


def numbered_children(parent, marks):
    """The children of a row of the 2014 form whose item begins with the parent's name."""
    return [item for _, item, _, _, _ in STATISTICS
            if item and item.startswith(parent + ".") and item.count(".") == marks and not item.endswith(".total")]


CHILDREN = {
    "requests.answered.refused": numbered_children("requests.answered.refused", 3),
    "requests.received": numbered_children("requests.received", 2),
    "requests.completed": numbered_children("requests.completed", 2),
    "requests.answered": numbered_children("requests.answered", 2),
    "review.total": numbered_children("review", 1),
    "litigation.total": numbered_children("litigation", 1),
    "capacity.staff": numbered_children("capacity.staff", 2),
}


PARTS = {
    "responses.press_conferences_by_head": "responses.press_conferences",
    "responses.online_interviews_by_head": "responses.online_interviews",
    "proactive.normative_documents": "proactive.total",
}


def variables_of(blocks):
    """All (item, measure) of the blocks of a disclosure form."""
    return {(item, measure) for _, measures, items in blocks for measure, _ in measures for item, _ in items}


def break_identity(figures, random):
    """Change one printed number so that an identity fails, as publishers do; the variable that was changed."""
    table = random.choice([name for name in figures if name != "disclosure"])
    if table == "requests":
        item = random.choice(["result.total", "received.new", "result.granted", "carried_out", "result.unable.not_held"])
        variable = (item, random.choice(MEASURES))
    elif table == "review_litigation":
        variable = (random.choice(CHANNELS), random.choice(["total", "total", "upheld", "corrected"]))
    else:
        variable = (random.choice(sorted(CHILDREN)), "count")
    before = figures[table][variable]
    figures[table][variable] = 0 if before > 1 and random.random() < 0.4 else before + random.choice([1, 1, 2, 10])
    return table, variable
