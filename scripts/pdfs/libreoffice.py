"""Report -> DOCX -> PDF by LibreOffice, all files in one call."""

import os
import re
import subprocess
import tempfile

from .docx import Document


def write_all(work):
    """Writes the files of all reports."""
    convert([(Document(report, source).bytes(), path) for report, source, path in work], 60 + 20 * len(work))


def convert(work, seconds):
    """Writes the PDF of each DOCX, given as its bytes, to its path; all together may take so many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, (data, _) in enumerate(work):
            names.append(os.path.join(folder, f"{number:05d}.docx"))
            with open(names[-1], "wb") as file:
                file.write(data)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                        "--outdir", folder, *names], check=True, capture_output=True, timeout=seconds)
        for name, (_, path) in zip(names, work):
            with open(re.sub(r"docx$", "pdf", name), "rb") as file:
                data = file.read()
            with open(path, "wb") as file:
                file.write(settle(data))


def settle(data):
    """The same bytes on every day: date and identifiers overwritten in their place."""
    data = re.sub(rb"\(D:\d{14}[^)]*\)", lambda m: b"(D:20260101000000Z)".ljust(len(m[0])), data)
    data = re.sub(rb"/ID \[ <[0-9A-F]{32}>\s*<[0-9A-F]{32}> \]", lambda m: re.sub(rb"[0-9A-F](?=[0-9A-F]*>)", b"0", m[0]), data)
    return re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)
