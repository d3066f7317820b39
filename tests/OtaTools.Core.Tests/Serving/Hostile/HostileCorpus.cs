using System.Text;

namespace OtaTools.Core.Tests.Serving.Hostile;

/// <param name="MayAnswer">Whether an answer of 2xx is right; what it holds must be the catalogue's in any case.</param>
internal sealed record HostileRequest(string Name, byte[] Bytes, bool MayAnswer);

/// <summary>What has been tried against servers of files, each as the bytes on the wire.</summary>
internal static class HostileCorpus
{
    private const string Good = "GET /OTA/x.app-bin HTTP/1.1\r\nHost: a\r\n";
    private const string Close = "Connection: close\r\n\r\n";

    public static IReadOnlyList<HostileRequest> All { get; } =
        [.. Traversals(), .. Names(), .. Targets(), .. Smuggling(), .. Oversized(), .. Ranges(), .. Malformed()];

    private static IEnumerable<HostileRequest> Traversals()
    {
        string[] ups =
        [
            "..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "%252e%252e", "%25252e%25252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%f0%80%80%ae", "%u002e%u002e", "..;", "..%00", "..%20",
            "%2e%2e%2e", "...", "\u00ff..", "..%09", ".%00.",
        ];
        string[] separators = ["/", "%2f", "%2F", "%252f", "\\", "%5c", "%255c", "%c0%af", "%e0%80%af", "//", "/./", "%2f/", "/%2f", ";/", "\t/", "%ef%bc%8f"];
        foreach (var up in ups)
        {
            foreach (var separator in separators)
            {
                yield return Refused($"/OTA/{up}{separator}{up}{separator}outside/secret.app-bin");
            }

            yield return Refused($"/{up}/outside/secret.app-bin");
            yield return Refused($"{up}/outside/secret.app-bin");
            yield return Refused($"/OTA/x.app-bin/{up}/{up}/{up}/outside/secret.app-bin");
        }
    }

    private static IEnumerable<HostileRequest> Names()
    {
        string[] paths =
        [
            "/", "//", "/.", "/OTA", "/OTA/", "/OTA/.", "/.hidden.app-bin", "/.hidden/secret.app-bin", "/%2ehidden.app-bin", "/.env", "/.git/config", "/ota.json", "/OTA/../ota.json", "/signing.key", "/boot.py",
            "/link.app-bin", "/linked/secret.app-bin", "/linked", "/linked/", "/far.app-bin", "/loop.app-bin", "/OTA/ota-scripts/../../ota.json", "/ota-scripts/ota.json", "/OTA/ota-scripts/..%2f..%2fota.json",
            "/ota-scripts/%2e%2e/signing.key", "/x.app-bin.pack/../ota.json", "/ota.json.pack", "/ota.json.manifest", "/signing.key.from-0123456789abcdef.pack", "/link.app-bin.pack", "/.hidden.app-bin.pack",
            "/OTA/x.app-bin::$DATA", "/OTA/x.app-bin%3a%3a$DATA", "/OTA/x.app-bin:secret", "/OTA::$INDEX_ALLOCATION/x.app-bin", "/OTA~1/X~1.APP", "/CON", "/NUL", "/AUX.app-bin", "/COM1", "/LPT1.txt", "/CONIN$",
            "/OTA/x.app-bin.", "/OTA/x.app-bin%20", "/OTA/x.app-bin%00", "/OTA/x.app-bin%00.txt", "/ota.json%00.app-bin", "/C:/Windows/win.ini", "/C%3a%5cWindows%5cwin.ini", "/file:///etc/passwd", "///etc/passwd", "/etc/passwd",
            "/%5c%5clocalhost%5cc$%5cwin.ini", "/\\\\localhost\\c$", "/proc/self/environ", "/~root/.ssh/id_rsa", "/%", "/%2", "/%zz", "/%ff%fe", "/%e2%80%ae", "/\u0080\u00ff", "/OTA/%0d%0aSet-Cookie:%20a=b", "/?../ota.json", "/ota.json?x.app-bin",
            "/ota.json#.app-bin", "/OTA/x.app-bin/", "/OTA/x.app-bin/ota.json", "/OTA;/x.app-bin", "/OTA/x.app-bin;.txt", "/.well-known/otatools/probe/../../../ota.json", "/.well-known/otatools/probe/%2e%2e%2f", "/.well-known/otatools/probe/", "/" + string.Join('/', Enumerable.Repeat("a", 500)),
        ];
        return paths.Select(Refused);
    }

    private static IEnumerable<HostileRequest> Targets() =>
    [
        Any("absolute form", "GET http://a/OTA/x.app-bin HTTP/1.1\r\nHost: a\r\n" + Close),
        Any("absolute form of another host", "GET http://evil.example/OTA/x.app-bin HTTP/1.1\r\nHost: a\r\n" + Close),
        No("absolute form with dots", "GET http://a/../outside/secret.app-bin HTTP/1.1\r\nHost: a\r\n" + Close),
        No("a file URL", "GET file:///etc/passwd HTTP/1.1\r\nHost: a\r\n" + Close),
        No("authority form", "GET 127.0.0.1:80 HTTP/1.1\r\nHost: a\r\n" + Close),
        No("CONNECT", "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\nSSH-2.0-x\r\n"),
        No("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n" + Close),
        No("GET *", "GET * HTTP/1.1\r\nHost: a\r\n" + Close),
        No("no Host", "GET /OTA/x.app-bin HTTP/1.1\r\n\r\n"),
        No("two Hosts", Good + "Host: b\r\n" + Close),
        Any("an odd Host", "GET /OTA/x.app-bin HTTP/1.1\r\nHost: \"><script>\r\n" + Close),
        .. new[] { "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "MOVE", "get", "GE\u00e9T", "G(T", new string('M', 3000) }
            .Select(method => No("method " + method[..Math.Min(9, method.Length)], $"{method} /OTA/x.app-bin HTTP/1.1\r\nHost: a\r\n{Close}")),
    ];

    private static IEnumerable<HostileRequest> Smuggling()
    {
        const string Inner = "GET /OTA/../ota.json HTTP/1.1\r\nHost: a\r\n\r\n";
        string[] heads =
        [
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding : chunked\r\n", "Transfer-Encoding:\tchunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "Transfer-Encoding: identity, chunked\r\n", "Transfer-Encoding:\r\n chunked\r\n", "X: y\r\n Transfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked, identity\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5, 6\r\n", "Content-Length: +5\r\n", "Content-Length: -5\r\n", "Content-Length: 0x5\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: 5 5\r\n", "Content-Length:\r\n",
            "Content-Length: 5\n", "X: a\nContent-Length: 5\r\n", "X: a\rContent-Length: 5\r\n", "X\0: a\r\n", "X: a\0b\r\n", ": a\r\n", "X a\r\n", " X: a\r\n", "X : a\r\n", "\u00e9: a\r\n", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n", "Upgrade: websocket\r\nConnection: Upgrade\r\n",
            "Expect: 100-continue\r\nContent-Length: 5\r\n", "Expect: 200-ok\r\n", "X-Original-URL: /ota.json\r\nX-Rewrite-URL: /ota.json\r\nX-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n",
        ];
        string[] bodies = ["", "0\r\n\r\n" + Inner, "5\r\nhello\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFF\r\nx", "5;" + new string('e', 2000) + "\r\nhello\r\n0\r\n\r\n", "-1\r\n\r\n", "0x5\r\nhello\r\n", "5\nhello\n0\n\n", "hello" + Inner];
        return heads.SelectMany(head => bodies.Select((body, index) => Any($"smuggled {Shown(head)} {index}", Good + head + "\r\n" + body)));
    }

    private static IEnumerable<HostileRequest> Oversized() =>
    [
        No("a long target", "GET /" + new string('a', 100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        No("a long query", "GET /OTA/x.app-bin?" + new string('a', 100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        No("a line without an end", new string('G', 200_000)),
        No("one long header", Good + "X: " + new string('a', 100_000) + "\r\n\r\n"),
        No("a long header's name", Good + new string('a', 100_000) + ": x\r\n\r\n"),
        No("many headers", Good + string.Concat(Enumerable.Range(0, 10_000).Select(n => $"X{n}: y\r\n")) + "\r\n"),
        No("headers without an end", Good + string.Concat(Enumerable.Repeat("X: y\r\n", 50_000))),
        Any("a large body", Good + "Content-Length: 1000000\r\n\r\n" + new string('b', 1_000_000)),
        Any("a body that never comes", Good + "Content-Length: 1000000\r\n\r\n"),
        Any("a thousand requests in one piece", string.Concat(Enumerable.Repeat("HEAD /OTA/x.app-bin HTTP/1.1\r\nHost: a\r\n\r\n", 1000))),
        No("a thousand bad ones in one piece", string.Concat(Enumerable.Repeat("GET /ota.json HTTP/1.1\r\nHost: a\r\n\r\n", 1000))),
        No("only line ends", string.Concat(Enumerable.Repeat("\r\n", 20_000))),
    ];

    private static IEnumerable<HostileRequest> Ranges() => new[]
    {
        "bytes=-1", "bytes=-0", "bytes=--1", "bytes=0-99999999999999999999", "bytes=99999999999999999999-", "bytes=18446744073709551615-18446744073709551616", "bytes=5-1", "bytes=0-0,0-0,0-0", "bytes=-9223372036854775808",
        "bytes=" + string.Join(',', Enumerable.Range(0, 600).Select(n => $"{n}-")), "bytes=0-,1-,2-", "bytes = 0-1", "bytes=0 - 1", "bytes=0x0-0x1", "bytes=\t0-1", "items=0-1", "bytes", "bytes=", "=0-1", "bytes=a-b", "bytes=0-1;", "bytes=\u0661-\u0662",
        "bytes=4999-4998", "bytes=100000-", "bytes=0-1\r\nRange: bytes=2-3", "bytes=0-1\r\nIf-Range: \"nonsense", "bytes=0-1\r\nIf-Range: Thu, 99 Foo 9999 99:99:99 GMT",
    }.Select(range => Any("range " + Shown(range), Good + $"Range: {range}\r\n" + Close));

    private static IEnumerable<HostileRequest> Malformed() =>
    [
        No("HTTP/0.9", "GET /OTA/x.app-bin\r\n"),
        No("HTTP/0.9 with a version", "GET /OTA/x.app-bin HTTP/0.9\r\n\r\n"),
        No("HTTP/3", "GET /OTA/x.app-bin HTTP/3.0\r\nHost: a\r\n\r\n"),
        No("HTTP/1.10", "GET /OTA/x.app-bin HTTP/1.10\r\nHost: a\r\n\r\n"),
        No("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"),
        No("the hello of TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + new string('\u0007', 500)),
        No("SSH", "SSH-2.0-OpenSSH_9.9\r\n"),
        No("zeros", new string('\0', 5000)),
        No("high bytes", new string('\u00ff', 5000)),
        No("a UTF-16 request", string.Concat(Good.Select(c => c + "\0"))),
        Any("bare line feeds", "GET /OTA/x.app-bin HTTP/1.1\nHost: a\n\n"),
        No("bare carriage returns", "GET /OTA/x.app-bin HTTP/1.1\rHost: a\r\r"),
        No("two blanks", "GET  /OTA/x.app-bin  HTTP/1.1\r\nHost: a\r\n\r\n"),
        No("tabs", "GET\t/OTA/x.app-bin\tHTTP/1.1\r\nHost: a\r\n\r\n"),
        No("a blank before", " GET /OTA/x.app-bin HTTP/1.1\r\nHost: a\r\n\r\n"),
        No("nothing", ""),
        No("half a line", "GET /OTA/x.ap"),
        No("half a head", Good),
        No("a proxy's line", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + Good + "\r\n"),
    ];

    private static HostileRequest Refused(string target) => No(Shown(target), $"GET {target} HTTP/1.1\r\nHost: a\r\n{Close}");

    private static HostileRequest No(string name, string bytes) => new(name, Encoding.Latin1.GetBytes(bytes), MayAnswer: false);

    private static HostileRequest Any(string name, string bytes) => new(name, Encoding.Latin1.GetBytes(bytes), MayAnswer: true);

    private static string Shown(string text) => text.Length <= 60 ? text.ReplaceLineEndings("|") : text[..60].ReplaceLineEndings("|");
}
