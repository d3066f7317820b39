using System.CommandLine;
using OtaTools.Core.Firmware.Conversion;
using OtaTools.Server.Features.Conversion;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class MakeOtaCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var file = new Argument<string>("FULL.bin") { Description = Messages.ArgumentFullImage() };
        var flashSize = new Option<string>("--flash-size") { Description = Messages.OptionFlashSize(), HelpName = string.Join('|', FlashSizes.Usual) };
        var command = new Command("make-ota", Messages.MakeOtaDescription()) { file, options.ConvertedFile, flashSize, options.Replace, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var size = parsed.GetValue(flashSize) is { } text ? FlashSizes.Require(text) : (long?)null;
            var made = await OtaConversion.MakeAsync(parsed.GetRequiredValue(file), parsed.GetValue(options.ConvertedFile), size, parsed.GetValue(options.Replace), cancellationToken);
            console.Out(parsed.GetValue(options.Json) ? ContractSerializer.ToLine(made) : OtaImageText.Of(made));
            return ExitCode.Ok;
        });
        return command;
    }
}
