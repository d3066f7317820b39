using System.CommandLine;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Features.Firmware;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class InspectCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var file = new Argument<string>("FILE") { Description = Messages.ArgumentFile() };
        var check = new Option<bool>("--check") { Description = Messages.OptionCheck() };
        var command = new Command("inspect", Messages.InspectDescription()) { file, check, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var image = await FirmwareFiles.InspectAsync(path, cancellationToken);
            var verdict = Verdict.Of(image, null);
            var why = ImageGate.WhyUnusable(verdict);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new InspectResult(Path.GetFileName(path), Path.GetFullPath(path), image.IsUsable, why, verdict, ImageCard.Of(image, verdict), image)));
            }
            else
            {
                foreach (var (label, value) in Describe(image, why))
                {
                    console.Out($"{label,-12} {value}");
                }
            }

            return parsed.GetValue(check) && !image.IsUsable ? ExitCode.Of(Core.ErrorCode.FirmwareUnusable) : ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<(string Label, string Value)> Describe(FirmwareImage image, string? why)
    {
        yield return ("kind", image.Kind.ToString());
        yield return ("verdict", why ?? Messages.ImageUsable());
        yield return ("length", $"{image.Length:N0} B");
        if (image.Kind != FirmwareKind.App)
        {
            yield break;
        }

        yield return ("chip", image.Chip ?? "-");
        yield return ("micropython", image.MicroPython is { } python ? $"{python.Version} ({python.BuildDate})" : "-");
        yield return ("board", image.MicroPython?.Board ?? image.MicroPython?.Machine ?? "-");
        yield return ("esp-idf", image.IdfVersion ?? "-");
        yield return ("sha256", image.Sha256 ?? "-");
    }
}
