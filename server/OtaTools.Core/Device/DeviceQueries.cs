using System.Text.Json;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device;

/// <summary>Questions to a board.</summary>
public static class DeviceQueries
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(60);

    /// <exception cref="OtaToolsException">The board cannot be reached, or is no MicroPython board.</exception>
    public static async Task<DeviceInfo> GetInfoAsync(this DeviceSession session, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var info = await session.UseRawReplAsync(repl => AskAsync(repl, cancellationToken), timeout, cancellationToken);
        if (info.Mac is { } mac)
        {
            session.LearnMac(mac);
        }

        session.Learn(info.ToFacts());
        return info;
    }

    /// <summary>For an exchange that holds the line already.</summary>
    internal static async Task<DeviceInfo> AskAsync(RawReplSession repl, CancellationToken cancellationToken)
    {
        var result = await repl.ExecuteAsync(DeviceScripts.Snippet("info"), AnswerTime, cancellationToken);
        result.ThrowIfFailed();
        try
        {
            return JsonSerializer.Deserialize<DeviceInfo>(result.Text, JsonSerializerOptions.Web)
                ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new OtaToolsException(ErrorCode.DeviceProtocol, Strings.BoardUnexpected(result.Text.Trim()), e);
        }
    }
}
