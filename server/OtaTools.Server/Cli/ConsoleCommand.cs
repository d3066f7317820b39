using System.CommandLine;
using System.Text.RegularExpressions;
using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Console;

namespace OtaTools.Server.Cli;

internal static class ConsoleCommand
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var log = new Option<string>("--log") { Description = Messages.OptionLog(), HelpName = "FILE" };
        var append = new Option<bool>("--append") { Description = Messages.OptionAppend() };
        var timestamps = new Option<bool>("--timestamps") { Description = Messages.OptionTimestamps() };
        var filter = new Option<Regex>("--filter")
        {
            Description = Messages.OptionFilter(),
            HelpName = "REGEX",
            CustomParser = result =>
            {
                var pattern = result.Tokens.Single().Value;
                try
                {
                    return new Regex(pattern, RegexOptions.None, LongestMatch);
                }
                catch (ArgumentException e)
                {
                    result.AddError(Messages.FilterInvalid(pattern, e.Message));
                    return null;
                }
            },
        };
        var command = new Command("console", Messages.ConsoleDescription()) { log, append, timestamps, filter };
        options.AddDeviceTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var file = Log(parsed.GetValue(log), parsed.GetValue(append));
            await using var session = await options.OpenLastingAsync(parsed, cancellationToken);
            var display = new ConsoleDisplay(console, parsed.GetValue(timestamps), parsed.GetValue(filter), TimeProvider.System);
            await using var follower = new ConsoleFollower(session.History, display.ShowAsync, TimeSpan.Zero);
            void Note(string line) => follower.Mark(() =>
            {
                display.Note(line);
                return default;
            });
            session.Happened += what =>
            {
                if (what.Notice is { } line)
                {
                    Note(line);
                }
            };
            if (file is not null)
            {
                file.Failed += failure => Note(failure.Message);
                session.SubscribeFromStart(file.Add);
            }

            console.Note(console.CanAsk ? Messages.ConsoleOpenKeys(session.Address) : Messages.ConsoleOpen(session.Address));
            var ended = console.CanAsk ? ForwardKeysAsync(session, console, cancellationToken) : Task.Delay(Timeout.Infinite, cancellationToken);
            try
            {
                await ended;
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C, or Ctrl-] at a terminal, is how a person ends this.
            }

            return ExitCode.Ok;
        });
        return command;
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.LocalFileFailed"/></exception>
    private static ConsoleLog? Log(string? path, bool append)
    {
        if (path is null)
        {
            return null;
        }

        return !append && File.Exists(path)
            ? throw new OtaToolsException(ErrorCode.LocalFileFailed, Messages.LogExists(path))
            : ConsoleLog.Create(path, append ? FileMode.Append : FileMode.CreateNew);
    }

    private static Task ForwardKeysAsync(DeviceSession session, CommandLineConsole console, CancellationToken cancellationToken) =>
        console.ForwardKeysAsync(
            async bytes =>
            {
                if (bytes is [KeyBytes.Leave])
                {
                    return false;
                }

                try
                {
                    await session.SendAsync(bytes, cancellationToken);
                }
                catch (OtaToolsException e) when (e.Code == ErrorCode.DeviceDisconnected)
                {
                    // That it is lost was said; a key is not kept for a board that starts anew.
                }

                return true;
            },
            cancellationToken);
}
