#!/usr/bin/env python3
"""qr.py PICTURE...: reads the QR code in each picture as a telephone would (zxing-cpp) and prints its text, a line each;
an empty line where there is none to be read, or more than one."""
import sys

import zxingcpp
from PIL import Image

for path in sys.argv[1:]:
    found = zxingcpp.read_barcodes(Image.open(path).convert("RGB"), formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    print(found[0].text if len(found) == 1 else "")
