using System.Text.Json;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Connection;

/// <summary>The board's part of a check: snippets/probe.py over the link.</summary>
internal sealed class BoardProbe(BoardLink link)
{
    /// <summary>For all networks together: an access point and its router answer within a few seconds or not at all.</summary>
    private static readonly TimeSpan JoinTime = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan FetchTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan KnockTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);

    /// <summary>DNS and web pages of routers. A closed port is as good: its refusal is an answer.</summary>
    private static readonly int[] GatewayPorts = [53, 80, 443];

    /// <summary>What a connection came to where a host is there: it was taken, or refused.</summary>
    private static readonly int[] SignsOfLife = [0, .. Errno.Refusals];

    /// <summary>A board may answer anything.</summary>
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private static readonly BoardFunction Join = new("_probe_join", "probe");
    private static readonly BoardFunction Fetch = new("_probe_fetch", "probe");
    private static readonly BoardFunction Knock = new("_probe_knock", "probe");
    private static readonly BoardFunction End = new("_probe_end", "probe");

    public Task<BoardWifi> JoinAsync(CancellationToken cancellationToken) =>
        AskAsync<BoardWifi>(Join, new { ms = (int)JoinTime.TotalMilliseconds }, cancellationToken);

    /// <param name="wanted">When this has come, the rest is not waited for.</param>
    public Task<BoardFetch> FetchAsync(string host, int port, string path, string wanted, CancellationToken cancellationToken) =>
        AskAsync<BoardFetch>(Fetch, new { host, port, path, wanted, ms = (int)FetchTime.TotalMilliseconds }, cancellationToken);

    /// <summary>Whether anything is there.</summary>
    public async Task<bool> KnockAsync(string host, CancellationToken cancellationToken)
    {
        var doors = await AskAsync<Dictionary<string, int>>(Knock, new { host, ports = GatewayPorts, ms = (int)KnockTime.TotalMilliseconds }, cancellationToken);
        return doors.Values.Any(SignsOfLife.Contains);
    }

    /// <summary>Puts the radio back as it was, also after a cancel.</summary>
    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(EndTime);
        try
        {
            await link.CallAsync(End, ReadOnlyMemory<byte>.Empty, limit.Token);
        }
        catch (Exception e) when (e is OtaToolsException or EndOfStreamException or OperationCanceledException)
        {
            // A board that does not answer now: a reset puts its radio back, and what was seen is worth telling all the same.
        }
    }

    private async Task<T> AskAsync<T>(BoardFunction function, object arguments, CancellationToken cancellationToken)
    {
        var answer = await link.CallAsync(function, arguments, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(answer, Options) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new OtaToolsException(ErrorCode.DeviceProtocol, Strings.BoardUnexpected(Printable.Tail(answer, 200)), e);
        }
    }
}
