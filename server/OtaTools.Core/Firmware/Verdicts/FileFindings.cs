using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>What is to be said of a file by itself. A title of "" leaves the line to what is said otherwise.</summary>
internal static class FileFindings
{
    public static IEnumerable<(Finding Finding, string Title)> Of(FirmwareImage image)
    {
        if (image.Kind != FirmwareKind.App)
        {
            var code = image.Kind == FirmwareKind.FullFlash ? FindingCode.FullFlash : FindingCode.NotAnApp;
            yield return (Error(code, Kinds.WhyNotAnApp(image.Kind), FixesOf(image)), Kinds.NameOf(image.Kind));
            if (image.Kind == FirmwareKind.FullFlash && image.Problems.Any(problem => problem != ImageProblem.NotAnApp))
            {
                yield return (Error(FindingCode.Damaged, Explain(image.Problems.First(problem => problem != ImageProblem.NotAnApp)), [FindingFix.ChooseImage]), "");
            }

            yield break;
        }

        foreach (var problem in image.Problems)
        {
            yield return (Error(FindingCode.Damaged, Explain(problem), [FindingFix.ChooseImage]), TitleOf(problem));
        }

        if (image.Problems.Count > 0)
        {
            yield break;
        }

        if (image.TrailingBytes is > 0 and var trailing)
        {
            yield return (Remark(FindingCode.TrailingBytes, image.Signature is { } scheme ? Strings.FindingTrailingSignature(trailing, scheme) : Strings.FindingTrailingBytes(trailing)), "");
        }

        if (image.HasUnknownMicroPython)
        {
            yield return (Remark(FindingCode.UnknownVersion, Strings.FindingUnknownVersion()), "");
        }
        else if (image.MicroPython is null)
        {
            yield return (Error(FindingCode.NotMicroPython, Strings.FindingNotMicroPython(), [FindingFix.ChooseImage]), Strings.VerdictNotMicroPython());
        }
        else if (image.MicroPython.IsOtaVariant == false)
        {
            yield return (Remark(FindingCode.NotOtaVariant, Strings.FindingNotOtaVariant()), "");
        }

        if (image.Sha256 is null)
        {
            yield return (Remark(FindingCode.NoHash, Strings.FindingNoHash()), "");
        }
    }

    /// <summary>Why a damaged file is damaged, in plain words.</summary>
    public static string Explain(ImageProblem problem) => problem switch
    {
        ImageProblem.Truncated => Strings.ProblemTruncated(),
        ImageProblem.ChecksumWrong => Strings.ProblemChecksum(),
        ImageProblem.HashWrong => Strings.ProblemHash(),
        ImageProblem.HashMissing => Strings.ProblemHashMissing(),
        ImageProblem.PartitionTableDamaged => Strings.ProblemTable(),
        ImageProblem.AppMissing => Strings.ProblemAppMissing(),
        ImageProblem.NotAnApp => Strings.KindUnknown(),
        _ => Strings.ProblemHeader(),
    };

    private static string TitleOf(ImageProblem problem) => problem == ImageProblem.Truncated ? Strings.VerdictTruncated() : Strings.VerdictDamaged();

    private static FindingFix[] FixesOf(FirmwareImage image) => image.Full?.App is { } app && Of(app).All(one => one.Finding.Severity != Severity.Error)
        ? image.Full.Table?.Rows.Any(row => row.IsOtaSlot) == true
            ? [FindingFix.ExtractApp, FindingFix.ChooseImage]
            : [FindingFix.ExtractApp, FindingFix.MakeOta, FindingFix.ChooseImage]
        : [FindingFix.ChooseImage];

    private static Finding Error(FindingCode code, string message, IReadOnlyList<FindingFix> fixes) => new(code, Severity.Error, message, Fixes: fixes);

    private static Finding Remark(FindingCode code, string message) => new(code, Severity.Remark, message);
}
