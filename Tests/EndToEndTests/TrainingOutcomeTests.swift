import Foundation
import GradusTrace
import GradusTraceStore
import Testing

/// What the digits lesson promises of its training, asserted from its trace alone.
@Suite struct TrainingOutcomeTests {
    private func trace() throws -> Trace {
        try TraceReader(
            path: try BuiltLessons.folder().appendingPathComponent("digits.trace").path
        ).trace()
    }

    @Test func theNetworkReadsDigitsItHasNeverSeen() throws {
        let trace = try trace()
        #expect(trace.isEnded)
        let accuracy = try #require(trace.series("val_accuracy"))
        #expect(accuracy.points.count == 30)
        let last = try #require(accuracy.points.last)
        #expect(last.value >= 0.95 && last.value <= 1)
        #expect(last.step == trace.steps.last?.step)
        // What the page says is that number.
        let page = try BuiltLessons.text("digits.html")
        let percent = String(format: "%.1f%%", last.value * 100)
        #expect(page.contains(">\(percent)</span>"), "\(percent)")
    }

    @Test func stepsAndTheLossSeriesAgreeAtEveryStep() throws {
        let trace = try trace()
        let loss = try #require(trace.series("loss"))
        #expect(trace.steps.count == 30 * 45)
        #expect(loss.points.map(\.step) == trace.steps.map(\.step))
        for (step, point) in zip(trace.steps, loss.points) {
            #expect(step.loss.bitPattern == point.value.bitPattern, "step \(step.step)")
        }
        #expect(trace.steps.map(\.step) == Array(0..<trace.steps.count))
        #expect(trace.epochCount == 30 && trace.completeEpochCount == 30)
    }

    @Test func theLossOfAnEpochIsTheMeanOfItsSamples() throws {
        let trace = try trace()
        let means = try #require(trace.series("epoch_loss"))
        #expect(means.points.count == 30)
        for (epoch, point) in means.points.enumerated() {
            let steps = trace.steps.filter { $0.epoch == epoch }
            #expect(point.step == steps.last?.step)
            // 1438 pictures in batches of 32; the last batch has 30.
            let sum = steps.enumerated().reduce(0.0) { sum, step in
                sum + step.element.loss * (step.offset == steps.count - 1 ? 30 : 32)
            }
            #expect(abs(sum / 1438 - point.value) <= 1e-12 * point.value, "epoch \(epoch)")
        }
        #expect((means.points.last?.value ?? 1) < (means.points.first?.value ?? 0) / 10)
    }
}
