"""Text -> bytes for fonts that are not embedded: the CMaps of official typesetting, and Latin digits beside them."""

import re

HALF_WIDTHS = "[814 939 500 7716 7716 500]"      # the space stands apart from the other half-width characters

# CMap -> (vertical CMap, Python codec, CIDs of the half-width letters)
CMAPS = {
    "GBK-EUC-H": ("GBK-EUC-V", "gbk", HALF_WIDTHS),
    "GB-EUC-H": ("GB-EUC-V", "gbk", HALF_WIDTHS),
    "GBKp-EUC-H": ("GBKp-EUC-V", "gbk", "[1 95 500]"),
    "GBK2K-H": ("GBK2K-V", "gb18030", "[1 95 500]"),
    "UniGB-UCS2-H": ("UniGB-UCS2-V", "utf-16-be", "[1 95 500]"),
    "UniGB-UTF16-H": ("UniGB-UTF16-V", "utf-16-be", "[1 95 500]"),
}
BODY_NAMES = ["SimSun", "STSong-Light", "FZFSK--GBK1-0", "FangSong_GB2312", "FZSSK--GBK1-0", "KaiTi_GB2312"]
BOLD_NAMES = ["SimHei", "FZHTK--GBK1-0", "STHeiti-Regular", "FZXBSK--GBK1-0"]
LATIN = re.compile(r"[0-9.,+/%-]+")
LATIN_WIDTHS = {"TimesNewRoman": {",": 250, ".": 250, "+": 564, "/": 278, "%": 833, "-": 333, "": 500},
                "ArialMT": {",": 278, ".": 278, "+": 584, "/": 278, "%": 889, "-": 333, "": 556}}


class Fonts:
    """The fonts of one document."""

    def __init__(self, source, texts):
        everything = "".join(texts)
        self.cmap = source.choice(["GBK-EUC-H", "GBK-EUC-H", "GBK-EUC-H", "GB-EUC-H", "GB-EUC-H", "UniGB-UCS2-H", "UniGB-UCS2-H",
                                   "GBKp-EUC-H", "UniGB-UTF16-H", "GBK2K-H"])
        if not self.holds(everything):
            self.cmap = "UniGB-UCS2-H"
        self.vertical, self.codec, self.half_widths = CMAPS[self.cmap]
        self.body, self.bold = source.choice(BODY_NAMES), source.choice(BOLD_NAMES)
        self.latin = source.choice(["", "", "TimesNewRoman", "ArialMT"])

    def holds(self, text):
        """Whether the chosen CMap has every character; GB-EUC-H only the two-byte codes of GB 2312."""
        try:
            codes = [character.encode(CMAPS[self.cmap][1]) for character in set(text)]
        except UnicodeEncodeError:
            return False
        return self.cmap != "GB-EUC-H" or all(len(code) == 1 or code[1] >= 0xA1 and (0xA1 <= code[0] <= 0xA9 or 0xB0 <= code[0] <= 0xF7)
                                              and not b"\xa2\xa1" <= code <= b"\xa2\xaa" and not b"\xa9\x96" == code for code in codes)

    def measure(self, text, size):
        """The width of a text in points."""
        total = 0.0
        for is_latin, part in self.runs(text):
            if is_latin:
                widths = LATIN_WIDTHS[self.latin]
                total += sum(widths.get(c, widths[""]) for c in part)
            else:
                total += sum(500 if "!" <= c <= "~" or c == " " else 1000 for c in part)
        return total * size / 1000

    def runs(self, text):
        """The text in parts of one font: (is Latin, part)."""
        if not self.latin:
            return [(False, text)] if text else []
        result, place = [], 0
        for match in LATIN.finditer(text):
            if match.start() > place:
                result.append((False, text[place:match.start()]))
            result.append((True, match.group()))
            place = match.end()
        return result + ([(False, text[place:])] if place < len(text) else [])

    def encode(self, text, is_latin):
        """The bytes of a part."""
        return text.encode("ascii" if is_latin else self.codec)

    def objects(self, writer):
        """Writes the font objects; resource name -> reference."""
        names = {"F1": (self.body, self.cmap), "F2": (self.bold, self.cmap), "F3": (self.body, self.vertical)}
        result = {}
        for resource, (base, cmap) in names.items():
            flags = 6 if resource != "F2" else 4
            descriptor = writer.add(
                f"<< /Type /FontDescriptor /FontName /{base} /Flags {flags} /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
                "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>")
            child = writer.add(
                f"<< /Type /Font /Subtype /CIDFontType{2 if base.startswith('Sim') else 0} /BaseFont /{base} "
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
                f"/FontDescriptor {descriptor} 0 R /DW 1000 /W {self.width_array()} >>")
            result[resource] = writer.add(f"<< /Type /Font /Subtype /Type0 /BaseFont /{base}-{cmap} /Encoding /{cmap} "
                                          f"/DescendantFonts [{child} 0 R] >>")
        if self.latin:
            widths = LATIN_WIDTHS[self.latin]
            row = " ".join(str(widths.get(chr(code), widths[""])) for code in range(32, 127))
            descriptor = writer.add(
                f"<< /Type /FontDescriptor /FontName /{self.latin} /Flags 34 /FontBBox [-568 -307 2000 1007] /ItalicAngle 0 "
                "/Ascent 891 /Descent -216 /CapHeight 662 /StemV 80 >>")
            result["F4"] = writer.add(f"<< /Type /Font /Subtype /TrueType /BaseFont /{self.latin} /Encoding /WinAnsiEncoding "
                                      f"/FirstChar 32 /LastChar 126 /Widths [{row}] /FontDescriptor {descriptor} 0 R >>")
        return result

    def width_array(self):
        """Half-width letters for the /W of a font: `[first last width]`."""
        return self.half_widths
