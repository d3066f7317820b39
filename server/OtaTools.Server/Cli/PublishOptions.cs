using System.CommandLine;
using System.Globalization;
using OtaTools.Core;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Publishing;

namespace OtaTools.Server.Cli;

/// <summary>What the verbs of publishing share. Keys of a store are no options: what is an option is in the list of processes.</summary>
internal sealed class PublishOptions
{
    private const string S3 = "s3://";

    public Option<string> To { get; } = new("--to") { Description = Messages.OptionPublishTo(), HelpName = "s3://BUCKET/PREFIX|DIR", Required = true };

    public Option<string> Endpoint { get; } = new("--endpoint") { Description = Messages.OptionEndpoint(), HelpName = "URL" };

    public Option<string> Region { get; } = new("--region") { Description = Messages.OptionRegion() };

    public Option<string> PublicUrl { get; } = new("--public-url") { Description = Messages.OptionPublicUrl(), HelpName = "URL" };

    public Option<string> Name { get; } = new("--name") { Description = Messages.OptionReleaseName() };

    public Option<string> Share { get; } = new("--share", "--percent") { Description = Messages.OptionShare(), HelpName = "PERCENT" };

    public Option<string> Key { get; } = new("--key") { Description = Messages.OptionSigningKey(), HelpName = "FILE" };

    public Option<bool> Unsigned { get; } = new("--unsigned") { Description = Messages.OptionUnsigned() };

    public Option<bool> Force { get; } = new("--force") { Description = Messages.OptionForcePublish() };

    public void AddTargetTo(Command command)
    {
        command.Options.Add(To);
        command.Options.Add(Endpoint);
        command.Options.Add(Region);
        command.Options.Add(PublicUrl);
        command.Options.Add(Name);
    }

    public void AddSignatureTo(Command command)
    {
        command.Options.Add(Key);
        command.Options.Add(Unsigned);
    }

    public PublishTarget TargetOf(ParseResult parsed)
    {
        var to = parsed.GetRequiredValue(To);
        var publicUrl = parsed.GetValue(PublicUrl);
        if (!to.StartsWith(S3, StringComparison.OrdinalIgnoreCase))
        {
            return new(PublishTargetKind.Folder, Folder: to, PublicUrl: publicUrl);
        }

        var (bucket, prefix) = to[S3.Length..].Split('/', 2) is [var first, var rest] ? (first, rest) : (to[S3.Length..], "");
        return new(PublishTargetKind.S3, null, parsed.GetValue(Endpoint), parsed.GetValue(Region), bucket, prefix, publicUrl);
    }

    /// <returns>Of 10,000 boards; null where it is not given.</returns>
    public int? ShareOf(ParseResult parsed) => parsed.GetValue(Share) is not { } text ? null
        : decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100 && percent * 100 % 1 == 0 ? (int)(percent * Turn.Everyone / 100)
        : throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Messages.ShareInvalid(text));

    public SigningKey? KeyOf(ParseResult parsed, CommandLineConsole console) => parsed.GetValue(Key) is { } path ? SignCommand.KeyOf(path, console) : null;
}
