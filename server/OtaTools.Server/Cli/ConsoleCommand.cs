using System.CommandLine;

namespace OtaTools.Server.Cli;

internal static class ConsoleCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("console", Messages.ConsoleDescription());
        options.AddDeviceTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            using var subscription = session.Subscribe(bytes => console.Raw(bytes.Span));
            console.Note(console.CanAsk ? Messages.ConsoleOpenKeys(session.Address) : Messages.ConsoleOpen(session.Address));
            using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var keys = console.CanAsk
                ? console.ForwardKeysAsync(
                    async bytes =>
                    {
                        if (bytes is [KeyBytes.Leave])
                        {
                            return false;
                        }

                        await session.SendAsync(bytes, done.Token);
                        return true;
                    },
                    done.Token)
                : Task.Delay(Timeout.Infinite, done.Token);
            var ended = await Task.WhenAny(keys, session.Gone);
            if (ended == session.Gone)
            {
                console.Note(Messages.ConsoleGone(session.Address));
                return ExitCode.Of(Core.ErrorCode.DeviceDisconnected);
            }

            // Ctrl-C, or Ctrl-] at a terminal, is how a person ends this.
            return ExitCode.Ok;
        });
        return command;
    }
}
