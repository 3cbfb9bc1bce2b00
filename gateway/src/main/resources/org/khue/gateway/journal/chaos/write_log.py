# An nbdkit plugin: a disk in a file that also keeps a log of every write and flush, in their order.
# A log entry: b"W" or b"F", offset (8 bytes), length (4 bytes), both big-endian, then the bytes.
import os
import struct

import nbdkit

API_VERSION = 2

image = -1
log = -1


def config(key, value):
    global image, log
    if key == "image":
        image = os.open(value, os.O_RDWR)
    elif key == "log":
        log = os.open(value, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    else:
        raise RuntimeError("unknown key " + key)


def thread_model():
    return nbdkit.THREAD_MODEL_SERIALIZE_ALL_REQUESTS


def open(readonly):
    return 1


def get_size(handle):
    return os.fstat(image).st_size


def can_flush(handle):
    return True


def pread(handle, buf, offset, flags):
    buf[:] = os.pread(image, len(buf), offset)


def pwrite(handle, buf, offset, flags):
    os.pwrite(image, buf, offset)
    os.write(log, struct.pack(">cqi", b"W", offset, len(buf)) + bytes(buf))


def flush(handle, flags):
    os.write(log, struct.pack(">cqi", b"F", 0, 0))
