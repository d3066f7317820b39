using System.CommandLine;
using OtaTools.Core.Publishing;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

/// <summary>promote and withdraw: which of what is published boards take.</summary>
internal static class PointerCommands
{
    public static Command CreatePromote(CommonOptions options, CommandLineConsole console)
    {
        var publishing = new PublishOptions();
        var command = Create("promote", Messages.PromoteDescription(), publishing, options, console, (changes, request, token) => changes.PromoteAsync(request, token));
        command.Options.Add(publishing.Share);
        command.Options.Add(publishing.Force);
        return command;
    }

    public static Command CreateWithdraw(CommonOptions options, CommandLineConsole console) =>
        Create("withdraw", Messages.WithdrawDescription(), new PublishOptions(), options, console, (changes, request, token) => changes.WithdrawAsync(request, token));

    private static Command Create(
        string name, string description, PublishOptions publishing, CommonOptions options, CommandLineConsole console, Func<PointerChanges, PointerRequest, CancellationToken, Task<PointerChange>> change)
    {
        var release = new Argument<string?>("RELEASE") { Description = Messages.ArgumentRelease(), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(name, description) { release, options.Json };
        publishing.AddTargetTo(command);
        publishing.AddSignatureTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = publishing.TargetOf(parsed);
            var share = publishing.ShareOf(parsed);
            using var key = publishing.KeyOf(parsed, console);
            using var changes = new PointerChanges(target, null, TimeProvider.System);
            var changed = await change(
                changes,
                new(parsed.GetValue(publishing.Name), parsed.GetValue(release), share, key, parsed.GetValue(publishing.Unsigned), parsed.GetValue(publishing.Force)),
                cancellationToken);
            foreach (var line in parsed.GetValue(options.Json) ? [ContractSerializer.ToLine(changed)] : PublishText.OfChange(changed))
            {
                console.Out(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
