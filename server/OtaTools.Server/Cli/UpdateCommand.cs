using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Console;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Serving;
using OtaTools.Core.Updating;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class UpdateCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var file = new Argument<string>("FILE") { Description = Messages.ArgumentFirmware() };
        var command = new Command("update", Messages.UpdateDescription()) { file, options.Port, options.Address, options.Force, options.Json };
        options.AddDeviceTo(command);
        options.AddConfigurationTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var device = options.AddressOf(parsed);
            var address = ServingAddress.Named(parsed.GetValue(options.Address));
            // A wrong file is told before anybody is asked for a password or a port is taken.
            ImageGate.RequireUsable(await FirmwareFiles.InspectAsync(path, cancellationToken), Path.GetFileName(path));
            var configuration = UploadCommand.ConfigurationOf(options, parsed, console);
            if (configuration.FirmwareUrl is null)
            {
                await ImageSigning.RequireTrustedAsync(path, configuration.PublicKey, cancellationToken);
            }

            await using var host = configuration.FirmwareUrl is not null
                ? null
                : await FirmwareHost.StartAsync(
                    Path.GetDirectoryName(Path.GetFullPath(path))!,
                    ServingAddress.RequirePort(parsed.GetValue(options.Port)),
                    ServingAddress.IsLoopbackOnly(address, device),
                    cancellationToken);
            await using var session = await options.OpenLastingAsync(parsed, cancellationToken);
            await using var shown = ShowConsole(session, console);
            var result = await new BoardUpdate(session, host).RunAsync(
                new UpdateRequest(path, configuration.Wifi, configuration.FirmwareUrl, address, parsed.GetValue(options.BootPy), options.TimeoutOf(parsed), configuration.PublicKey, parsed.GetValue(options.Force)),
                new InPlaceProgress<UpdateProgress>(p => Show(p, console)),
                cancellationToken);
            console.Out(parsed.GetValue(options.Json) ? ContractSerializer.ToLine(result) : Describe(result));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(UpdateProgress progress, CommandLineConsole console)
    {
        if (progress.Percent is { } percent and > 0)
        {
            console.Progress($"{progress.Message}  {percent} %");
        }
        else
        {
            console.Note(progress.Message);
        }
    }

    private static ConsoleFollower ShowConsole(DeviceSession session, CommandLineConsole console)
    {
        var text = new ConsoleText();
        var lines = new LineSplitter();
        var follower = new ConsoleFollower(
            session.History,
            (bytes, _) =>
            {
                foreach (var line in lines.Add(text.Decode(bytes.Span)))
                {
                    console.Note("  | " + line);
                }

                return default;
            },
            TimeSpan.Zero);
        session.Happened += what =>
        {
            if (what.Notice is { } line)
            {
                follower.Mark(() =>
                {
                    console.Note(line);
                    return default;
                });
            }
        };
        return follower;
    }

    private static string Describe(UpdateResult result) => result.Outcome == UpdateOutcome.Updated
        ? Messages.Updated(result.Mac, result.To.Version, result.To.Slot)
        : Messages.AlreadyRunning(result.Mac, result.To.Version, result.To.Slot);
}
