using OtaTools.Core.Device.Console;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Console;

/// <param name="Device">A serial port's name, or socket://host:port.</param>
internal sealed record ConsoleParams(string Device, int Baud = DeviceDefaults.Baud);

internal sealed record ConsoleSendParams(string Device, string Text, int Baud = DeviceDefaults.Baud);

/// <param name="Path">The file on this computer, written anew; null ends the log.</param>
internal sealed record ConsoleLogParams(string Device, string? Path, int Baud = DeviceDefaults.Baud);

/// <param name="Device">As the client named it.</param>
/// <param name="Skipped">Bytes before this text that are left out, since the board prints faster than they are taken.</param>
internal sealed record ConsoleOutput(string Device, string Text, long Skipped);

/// <param name="Message">What happened, as far as it can be told; one sentence or two.</param>
internal sealed record ConsoleLost(string Device, string Message);

/// <param name="Port">What is open now: perhaps another name than before.</param>
internal sealed record ConsoleBack(string Device, string Port, string Message);

internal sealed record ConsoleClosed(string Device);

/// <param name="Line">As the board printed it, without control sequences.</param>
/// <param name="Explanation">What it means and what to do.</param>
internal sealed record ConsoleExplained(string Device, string Line, string Explanation, AdviceLevel Level);

/// <param name="Busy">Something else than the console has the line.</param>
internal sealed record ConsoleBusy(string Device, bool Busy);

/// <param name="Open">False while the link is lost and looked for.</param>
/// <param name="Port">What is open, or was.</param>
internal sealed record ConsoleResult(bool Open, string Port);

/// <param name="Path">Null where no log is written now.</param>
/// <param name="Bytes">In the file so far, or, of a log that was ended, in all.</param>
internal sealed record ConsoleLogResult(string? Path, long Bytes);

/// <summary>The board's console, live.</summary>
internal interface IConsoleRpc
{
    /// <summary>Notification to the client: text as it came, UTF-8 put together.</summary>
    const string Output = "otatools/console/output";

    /// <summary>Notification to the client: the link is gone, and looked for; again where it is known why it stays away.</summary>
    const string Lost = "otatools/console/lost";

    /// <summary>Notification to the client: the console goes on.</summary>
    const string Back = "otatools/console/back";

    /// <summary>Notification to the client: the device was closed.</summary>
    const string Closed = "otatools/console/closed";

    /// <summary>Notification to the client: what the line before means.</summary>
    const string Explained = "otatools/console/explained";

    /// <summary>Notification to the client: an exchange took the line, or gave it back.</summary>
    const string Busy = "otatools/console/busy";

    /// <summary>Opens the device where it is not open; its output comes as notifications from now on.</summary>
    [JsonRpcMethod("otatools/console/open", UseSingleObjectParameterDeserialization = true)]
    Task<ConsoleResult> OpenAsync(ConsoleParams parameters, CancellationToken cancellationToken);

    /// <summary>What a person types.</summary>
    [JsonRpcMethod("otatools/console/send", UseSingleObjectParameterDeserialization = true)]
    Task<ConsoleResult> SendAsync(ConsoleSendParams parameters, CancellationToken cancellationToken);

    /// <summary>Writes what the board prints to a file from now on, what is remembered first.</summary>
    [JsonRpcMethod("otatools/console/log", UseSingleObjectParameterDeserialization = true)]
    Task<ConsoleLogResult> LogAsync(ConsoleLogParams parameters, CancellationToken cancellationToken);
}
