"""Unpacks an archive into a folder with Python's own reader, and tells as JSON what was in it."""

import json
import sys
import zipfile

path, folder = sys.argv[1:]
with zipfile.ZipFile(path) as archive:
    broken = archive.testzip()
    if broken:
        sys.exit(f"{broken} is broken")
    archive.extractall(folder)
    entries = [
        {
            "name": entry.filename,
            "size": entry.file_size,
            "is_stored": entry.compress_type == zipfile.ZIP_STORED,
            "is_utf8": bool(entry.flag_bits & 0x800),
            "time": "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*entry.date_time),
            "extra": entry.extra.hex(),
        }
        for entry in archive.infolist()
    ]
json.dump(entries, sys.stdout)
