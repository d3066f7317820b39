using System.CommandLine;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Images;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class InfoCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("info", Messages.InfoDescription()) { options.Json };
        options.AddDeviceTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var info = await session.GetInfoAsync(options.TimeoutOf(parsed), cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(info));
                return ExitCode.Ok;
            }

            foreach (var (label, value) in Describe(info))
            {
                console.Out($"{label,-12} {value}");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<(string Label, string Value)> Describe(DeviceInfo info)
    {
        yield return ("version", info.Version);
        yield return ("machine", info.Machine);
        yield return ("build", info.Build ?? "-");
        yield return ("chip", info.Chip is { } chip ? EspChip.NameOf(chip) : "-");
        yield return ("running", $"{info.Running ?? "-"} {info.State}".TrimEnd());
        yield return ("slots", info.Slots.Count == 0 ? Messages.NoSlots() : string.Join(", ", info.Slots.Select(s => $"{s.Label} {s.Size:N0} B")));
        yield return ("mac", info.Mac ?? "-");
        yield return ("address", info.Address ?? "-");
        yield return ("scripts", info.Scripts is { } installed && installed != info.ScriptsOffered ? Messages.ScriptsOffered(installed, info.ScriptsOffered) : info.Scripts ?? "-");
        yield return ("memory", $"{info.FreeMemory:N0} B");
    }
}
