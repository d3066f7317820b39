using System.CommandLine;
using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Features.Conversion;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class ExtractCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var file = new Argument<string>("FILE") { Description = Messages.ArgumentFullImage() };
        var command = new Command("extract", Messages.ExtractDescription()) { file, options.ConvertedFile, options.Replace, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var app = await AppExtraction.ExtractAsync(parsed.GetRequiredValue(file), parsed.GetValue(options.ConvertedFile), parsed.GetValue(options.Replace), cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new ExtractResult(app.Path, app.Existed, app.Image, Verdict.Of(app.Image, board: null))));
            }
            else
            {
                console.Out(app.Existed ? Messages.ExtractedBefore(app.Path, app.Image.Length) : Messages.Extracted(app.Path, app.Image.Length));
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
