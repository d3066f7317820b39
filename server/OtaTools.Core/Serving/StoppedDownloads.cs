namespace OtaTools.Core.Serving;

/// <summary>What a stop of the server meant for the boards that were downloading, each by its MAC address where it told that, else its IP address.</summary>
/// <param name="Finished">Their downloads were waited for.</param>
/// <param name="Cut">Theirs were broken off; they go on where they were, once it is served again.</param>
public sealed record StoppedDownloads(IReadOnlyList<string> Finished, IReadOnlyList<string> Cut)
{
    public static StoppedDownloads None { get; } = new([], []);
}
