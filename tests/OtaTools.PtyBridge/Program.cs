using System.Net.Sockets;
using System.Text.Json;
using OtaTools.PtyBridge;

if (BridgeOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine("usage: OtaTools.PtyBridge --connect HOST:PORT [--link PATH] [--exit-with-parent]");
    return 2;
}

try
{
    using var console = new TcpClient { NoDelay = true };
    await console.ConnectAsync(options.Host, options.Port);
    using var terminal = PseudoTerminal.Open();
    using var link = options.Link is null ? null : TerminalLink.Create(options.Link, terminal.SlavePath);
    using var bridge = new Bridge(console.Client, terminal, options.ExitWithParent);
    Console.WriteLine(JsonSerializer.Serialize(new { pty = terminal.SlavePath }));
    await bridge.Ended;
    return 0;
}
catch (Exception error) when (error is SocketException or IOException or PlatformNotSupportedException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
