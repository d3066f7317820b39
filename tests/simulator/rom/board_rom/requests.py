"""MicroPython's `requests` as documented: HTTP/1.0, no chunked bodies, no time limit unless one is given."""

import json as _json

from board_rom import socket, ssl

_REDIRECTS = (301, 302, 303, 307, 308)


class Response:
    def __init__(self, raw, status_code, reason, headers):
        self.raw = raw
        self.status_code = status_code
        self.reason = reason
        self.headers = headers
        self.encoding = "utf-8"
        self._content = None

    @property
    def content(self):
        if self._content is None:
            try:
                self._content = self.raw.read()
            finally:
                self.close()
        return self._content

    @property
    def text(self):
        return str(self.content, self.encoding)

    def json(self):
        return _json.loads(self.content)

    def close(self):
        if self.raw:
            self.raw.close()
            self.raw = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def request(method, url, data=None, json=None, headers=None, stream=None, auth=None, timeout=None, parse_headers=True):
    headers = dict(headers) if headers else {}
    if json is not None:
        data = _json.dumps(json)
        headers.setdefault("Content-Type", "application/json")
    secure, host, port, path = _split(url)
    connection = socket.socket()
    try:
        connection.settimeout(timeout)
        connection.connect(socket.getaddrinfo(host, port)[0][-1])
        if secure:
            connection = ssl.wrap_socket(connection, server_hostname=host)
        _send(connection, method, host, path, data, headers)
        status, reason = _read_status(connection)
        received = _read_headers(connection)
    except OSError:
        connection.close()
        raise
    if status in _REDIRECTS and "Location" in received:
        connection.close()
        return request("GET" if status == 303 else method, received["Location"], data, None, headers, stream)
    return Response(connection, status, reason, received)


def _split(url):
    scheme, _, host, *rest = url.split("/", 3)
    if scheme not in ("http:", "https:"):
        raise ValueError("Unsupported protocol: " + scheme)
    port = 443 if scheme == "https:" else 80
    if ":" in host:
        host, port = host.split(":", 1)
    return scheme == "https:", host, int(port), "/" + (rest[0] if rest else "")


def _send(connection, method, host, path, data, headers):
    lines = ["%s %s HTTP/1.0" % (method, path)]
    if "Host" not in headers:
        lines.append("Host: " + host)
    for name in headers:
        lines.append("%s: %s" % (name, headers[name]))
    if data is not None:
        data = data.encode() if isinstance(data, str) else data
        lines.append("Content-Length: %d" % len(data))
    connection.write("\r\n".join(lines) + "\r\n\r\n")
    if data is not None:
        connection.write(data)


def _read_status(connection):
    words = connection.readline().split(None, 2)
    if len(words) < 2:
        raise ValueError("HTTP error: BadStatusLine:\n%s" % words)
    return int(words[1]), words[2].rstrip().decode() if len(words) > 2 else ""


def _read_headers(connection):
    headers = {}
    while True:
        line = connection.readline()
        if not line or line == b"\r\n":
            return headers
        if line.startswith(b"Transfer-Encoding:") and b"chunked" in line:
            raise ValueError("Unsupported " + line.decode())
        name, _, value = str(line, "utf-8").partition(":")
        headers[name] = value.strip()


def head(url, **options):
    return request("HEAD", url, **options)


def get(url, **options):
    return request("GET", url, **options)


def post(url, **options):
    return request("POST", url, **options)


def put(url, **options):
    return request("PUT", url, **options)


def patch(url, **options):
    return request("PATCH", url, **options)


def delete(url, **options):
    return request("DELETE", url, **options)
