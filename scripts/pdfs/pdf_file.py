"""Objects -> the bytes of a PDF file: cross-reference tables or streams, none at all, encryption with an empty password."""

import hashlib
import re
import zlib

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


class PdfFile:
    """Collects objects; the first object is number 1."""

    def __init__(self, seed):
        self.objects = []
        self.identifier = hashlib.md5(seed.encode()).digest()

    def add(self, body):
        """A dictionary or another plain object, as text; its number."""
        self.objects.append((body.encode("latin-1"), None))
        return len(self.objects)

    def reserve(self):
        """A number for an object that comes later."""
        self.objects.append(None)
        return len(self.objects)

    def put(self, number, body):
        """The object of a reserved number."""
        self.objects[number - 1] = (body.encode("latin-1"), None)

    def stream(self, data, entries="", pack=True):
        """A stream; its number."""
        if pack:
            data, entries = zlib.compress(data, 9), entries + " /Filter /FlateDecode"
        self.objects.append((f"<< /Length {len(data)}{' ' + entries.strip() if entries else ''} >>".encode("latin-1"), data))
        return len(self.objects)

    def bytes(self, root, way="table", junk=b"", encrypt=False):
        """The file. way: table, stream (object and cross-reference streams), none (no cross-reference at all)."""
        if way == "stream":
            return junk + self.with_streams(root)
        out = bytearray(junk + b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
        key, extra = b"", ""
        if encrypt:
            key, extra = self.encryption()
        places = []
        for number, (head, data) in enumerate(self.objects, 1):
            places.append(len(out))
            if encrypt:
                own_key = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
                data = data and rc4(own_key, data)
                head = re.sub(rb"\((\w+)\)", lambda word: b"<" + rc4(own_key, word[1]).hex().encode() + b">", head)
            out += f"{number} 0 obj\n".encode() + head
            if data is not None:
                out += b"\nstream\n" + data + b"\nendstream"
            out += b"\nendobj\n"
        if extra:
            places.append(len(out))
            out += f"{len(places)} 0 obj\n{extra}\nendobj\n".encode("latin-1")
        start = len(out)
        if way == "table":
            out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
            out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        encrypted = f" /Encrypt {len(places)} 0 R" if extra else ""
        identifier = self.identifier.hex()
        out += f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R{encrypted} /ID [<{identifier}> <{identifier}>] >>\n".encode()
        if way == "table":
            out += f"startxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

    def with_streams(self, root):
        """All plain objects in one object stream, the places in a cross-reference stream."""
        out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
        rows = {0: (0, 0, 255)}
        plain = [(number, head) for number, (head, data) in enumerate(self.objects, 1) if data is None]
        for number, (head, data) in enumerate(self.objects, 1):
            if data is not None:
                rows[number] = (1, len(out), 0)
                out += f"{number} 0 obj\n".encode() + head + b"\nstream\n" + data + b"\nendstream\nendobj\n"
        holder = len(self.objects) + 1
        body, index = b"", []
        for place, (number, head) in enumerate(plain):
            rows[number] = (2, holder, place)
            index.append(f"{number} {len(body)}")
            body += head + b"\n"
        first = (" ".join(index) + "\n").encode()
        data = zlib.compress(first + body, 9)
        rows[holder] = (1, len(out), 0)
        out += (f"{holder} 0 obj\n<< /Type /ObjStm /N {len(plain)} /First {len(first)} /Filter /FlateDecode /Length {len(data)} >>\n"
                "stream\n").encode() + data + b"\nendstream\nendobj\n"
        start, number = len(out), holder + 1
        rows[number] = (1, start, 0)
        table = zlib.compress(b"".join(bytes([rows[n][0]]) + rows[n][1].to_bytes(4, "big") + rows[n][2].to_bytes(2, "big")
                                       for n in range(number + 1)), 9)
        identifier = self.identifier.hex()
        out += (f"{number} 0 obj\n<< /Type /XRef /Size {number + 1} /W [1 4 2] /Root {root} 0 R /ID [<{identifier}> <{identifier}>] "
                f"/Filter /FlateDecode /Length {len(table)} >>\nstream\n").encode() + table + b"\nendstream\nendobj\n"
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())

    def encryption(self):
        """40-bit RC4 with an empty user password: the key, and the dictionary."""
        owner_key = hashlib.md5(b"owner".ljust(32, b"\0")[:5] + PADDING[:27]).digest()[:5]
        owner = rc4(owner_key, PADDING)
        permissions = -44
        key = hashlib.md5(PADDING + owner + permissions.to_bytes(4, "little", signed=True) + self.identifier).digest()[:5]
        user = rc4(key, PADDING)
        return key, f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {permissions} >>"


def rc4(key, data):
    """The stream cipher of old PDF files."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)
