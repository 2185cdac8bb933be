"""Report -> HTML -> PDF as a browser prints it: one headless Chromium, spoken to over a pair of pipes."""

import base64
import json
import os
import re
import subprocess
import tempfile

from . import html

COMMAND = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"]


def write_all(work):
    """Writes the files of all reports with one browser."""
    with tempfile.TemporaryDirectory() as folder, Browser(folder) as browser:
        for report, source, path in work:
            page = os.path.join(folder, "page.html")
            with open(page, "w", encoding="utf-8") as file:
                file.write(html.page(report, source))
            data = browser.print("file://" + page, tagged=source.random() < .3)
            with open(path, "wb") as file:
                file.write(re.sub(rb"\(D:\d{14}", b"(D:20260101000000", data))


class Browser:
    """A headless browser; messages are JSON with a zero byte behind each."""

    def __init__(self, folder):
        to_read, self.to_browser = os.pipe()
        self.from_browser, to_write = os.pipe()

        def place():
            inward, outward = os.dup(to_read), os.dup(to_write)
            os.dup2(inward, 3)
            os.dup2(outward, 4)

        self.process = subprocess.Popen([*COMMAND, f"--user-data-dir={folder}/profile"], preexec_fn=place, close_fds=False,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.waiting, self.number = b"", 0
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable", session=self.session)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.call("Browser.close")
        self.process.wait(timeout=60)

    def receive(self):
        """The next message."""
        while b"\0" not in self.waiting:
            data = os.read(self.from_browser, 1 << 20)
            if not data:
                raise RuntimeError("the browser has gone")
            self.waiting += data
        message, _, self.waiting = self.waiting.partition(b"\0")
        return json.loads(message)

    def call(self, method, session=None, **options):
        """Calls a method and returns its result."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": options} | ({"sessionId": session} if session else {})
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def print(self, address, tagged):
        """The PDF of a page."""
        self.call("Page.navigate", session=self.session, url=address)
        while self.receive().get("method") != "Page.loadEventFired":
            pass
        result = self.call("Page.printToPDF", session=self.session, preferCSSPageSize=True, printBackground=True, generateTaggedPDF=tagged)
        return base64.b64decode(result["data"])
