using StreamJsonRpc;

namespace OtaTools.Server.Features.Console;

/// <param name="Device">A serial port's name, or socket://host:port.</param>
internal sealed record ConsoleParams(string Device, int Baud = DeviceDefaults.Baud);

internal sealed record ConsoleSendParams(string Device, string Text, int Baud = DeviceDefaults.Baud);

/// <param name="Device">As the client named it.</param>
internal sealed record ConsoleOutput(string Device, string Text);

internal sealed record ConsoleClosed(string Device);

internal sealed record ConsoleResult(bool Open);

/// <summary>The board's console, live.</summary>
internal interface IConsoleRpc
{
    /// <summary>Notification to the client: text as it came, UTF-8 put together.</summary>
    const string Output = "otatools/console/output";

    /// <summary>Notification to the client: the link is gone.</summary>
    const string Closed = "otatools/console/closed";

    /// <summary>Opens the device where it is not open; its output comes as notifications from now on.</summary>
    [JsonRpcMethod("otatools/console/open", UseSingleObjectParameterDeserialization = true)]
    Task<ConsoleResult> OpenAsync(ConsoleParams parameters, CancellationToken cancellationToken);

    /// <summary>What a person types.</summary>
    [JsonRpcMethod("otatools/console/send", UseSingleObjectParameterDeserialization = true)]
    Task<ConsoleResult> SendAsync(ConsoleSendParams parameters, CancellationToken cancellationToken);
}
