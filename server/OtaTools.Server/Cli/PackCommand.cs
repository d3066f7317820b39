using System.CommandLine;
using OtaTools.Core.Firmware.Packing;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class PackCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var image = new Argument<string>("IMAGE") { Description = Messages.ArgumentFirmware() };
        var bases = new Option<string[]>("--base") { Description = Messages.OptionBase(), HelpName = "OLD" };
        var output = new Option<string>("--output") { Description = Messages.OptionOutput(), HelpName = "DIR" };
        var command = new Command("pack", Messages.PackDescription()) { image, bases, output, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var packs = await PackFiles.WriteAsync(parsed.GetRequiredValue(image), parsed.GetValue(bases) ?? [], parsed.GetValue(output), cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new PackResult(packs)));
                return ExitCode.Ok;
            }

            foreach (var pack in packs)
            {
                console.Out(Messages.Packed(pack.Path, pack.Bytes, 100.0 * pack.Bytes / pack.ImageBytes));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private sealed record PackResult(IReadOnlyList<WrittenPack> Packs);
}
