namespace OtaTools.Core.Device.RawRepl;

/// <summary>What an exchange may do with the link that it holds.</summary>
/// <param name="WriteAsync">Bytes to the board.</param>
/// <param name="ToConsole">What the board printed and is no part of the exchange.</param>
/// <param name="PulseResetAsync">The board's EN pin; false where the link has no such line.</param>
/// <param name="Note">What is being done, one sentence for the log.</param>
/// <param name="Remembered">The last of what the console has shown, where somebody keeps it.</param>
internal sealed record ReplPort(
    Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> WriteAsync,
    Action<byte[]> ToConsole,
    Func<CancellationToken, ValueTask<bool>> PulseResetAsync,
    Action<string> Note,
    Func<byte[]>? Remembered = null);
